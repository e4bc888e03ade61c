"""Stories of whole systems that lose messages and die."""
