"""Recorded requests and answers per `Api-Version`: what a client one version back says, hears."""
