"""HTTP: parse, call one service in one unit of work, answer. No rules, no SQL."""
