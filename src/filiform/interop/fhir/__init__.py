"""FHIR R4 health records: read into screening facts, one small module a resource."""
