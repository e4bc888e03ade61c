"""本单位确认码: what colleagues and applicants type to bind to the institution."""
