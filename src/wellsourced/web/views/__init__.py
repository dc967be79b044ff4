"""Records -> what a page of the application shows: pure functions, on top of the dossier's own views."""
