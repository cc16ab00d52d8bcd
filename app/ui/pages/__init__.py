"""One package per feature; pages never import other pages."""
