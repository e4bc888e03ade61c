"""The wire between client and server, as frozen pydantic models and row tuples.

Both ends import this package; it is the only truth about requests, answers and error codes.
`API_VERSION` changes when a client one version back could no longer work.
"""
