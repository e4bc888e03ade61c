"""业务授权: who may hand out codes, to whom, and how each institution stands."""
