//! Maps of every province, as SVG and PNG.
