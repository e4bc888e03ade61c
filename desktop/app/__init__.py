"""The only place that wires: everything concrete is made here and handed down."""
