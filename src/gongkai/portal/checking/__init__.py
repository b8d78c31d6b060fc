"""检查一份年度报告: a stranger's report is read, checked and shown; nothing of it is kept."""
