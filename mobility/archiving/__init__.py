"""archiving: job ads by the million, as a folder of Parquet parts."""
