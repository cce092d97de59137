//! All files together: documents, the symbol index, resolution, anchors, loading from disk.
