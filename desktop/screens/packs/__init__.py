"""离线任务包: dossiers with their pictures for work without a network, and the file courier."""
