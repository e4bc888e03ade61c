"""Deterministic demo data: a province that could be, with nobody real in it.

Divisions are Hubei's real ones; institutions, people, numbers and pictures are made up and marked
示例, and ID numbers are of the unassigned area 4219xx. All follows from one seed and one `now`.
"""
