extension OpenAPIPart {
  /// What figures are answered with.
  static let figuresSchemas = OpenAPIPart(
    json: #"""
      {
        "schemas": {
          "FigureTable": {
            "type": "object",
            "required": ["as_of", "position", "calendar", "rows"],
            "properties": {
              "as_of": {"type": "string", "format": "date-time"},
              "position": {"type": "integer", "minimum": 0},
              "calendar": {"type": "string", "enum": ["calendar", "statutory"]},
              "orphans": {
                "type": "integer",
                "minimum": 0,
                "description": "Dossiers with events and no entry; counted nowhere."
              },
              "provinces_version": {"type": "string"},
              "rows": {
                "type": "array",
                "items": {
                  "type": "object",
                  "description": "period, the groups, then the columns of hoso \#
      figures; growth is null while period_status is not_ended."
                }
              }
            }
          },
          "Worklist": {
            "type": "object",
            "required": ["as_of", "position", "counted_through", "counts", "items"],
            "properties": {
              "as_of": {"type": "string", "format": "date-time"},
              "position": {"type": "integer", "minimum": 0},
              "counted_through": {"type": "string", "format": "date"},
              "calendar_version": {"type": "string"},
              "zones_version": {"type": "string"},
              "counts": {
                "type": "object",
                "additionalProperties": {"type": "integer", "minimum": 0}
              },
              "items": {"type": "array", "items": {"type": "object"}}
            }
          },
          "ExportManifest": {
            "type": "object",
            "description": "What the export was made of, its files with their hashes, and the \#
      identities it proves.",
            "x-description-vi": "Nguồn của tệp xuất, các tệp kèm mã băm và các đẳng thức đã kiểm."
          }
        }
      }
      """#)
}
