"""Pictures and graph files: `project.project`, `html.render`, `files.export_network`."""
