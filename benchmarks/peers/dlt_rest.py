"""dlt's rest_api to its filesystem destination: dlt_rest.py ADDRESS FOLDER"""

import sys

import dlt
from dlt.sources.rest_api import rest_api_source

address, folder = sys.argv[1:]
source = rest_api_source(
    {
        "client": {"base_url": address, "paginator": {"type": "page_number", "base_page": 0, "total_path": None}},
        "resources": [{"name": "records", "endpoint": {"path": "records", "data_selector": "data"}}],
    }
)
pipeline = dlt.pipeline(
    "api_to_files",
    destination=dlt.destinations.filesystem(bucket_url=folder),
    dataset_name="bench",
    pipelines_dir=f"{folder}/../pipelines",
)
pipeline.run(source, loader_file_format="parquet").raise_on_failed_jobs()
