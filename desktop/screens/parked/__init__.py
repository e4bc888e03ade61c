"""Parked opinions: seen, adopted as the own decision, or declined (未生效意见)."""
