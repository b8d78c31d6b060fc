"""Many files at once (批量读取): several processes, results kept on the way, one summary."""
