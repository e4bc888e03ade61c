"""材料审核: the list, the dossier beside it, and the decision."""
