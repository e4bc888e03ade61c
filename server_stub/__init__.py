"""The reference server of Talent Desk: the authority over reviews and authorizations."""
