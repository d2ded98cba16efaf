//! Bytes out: PDF, XLSX, CSV, XML.
