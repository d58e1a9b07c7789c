"""Reports: what planning knows, written down for people who decide. One structure, shown as a page, as PDF, as XLSX."""
