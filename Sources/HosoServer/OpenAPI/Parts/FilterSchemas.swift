extension OpenAPIPart {
  /// Which events come through.
  static let filters = OpenAPIPart(
    json: #"""
      {
        "schemas": {
          "EventFilter": {
            "type": "object",
            "description": "What comes through: every member that is not empty has to let it \#
      through. agencies null means all.",
            "x-description-vi": "Điều được gửi: mọi trường không trống đều phải khớp. agencies \#
      null là tất cả.",
            "additionalProperties": false,
            "properties": {
              "agencies": {
                "type": ["array", "null"],
                "maxItems": 100,
                "items": {"$ref": "#/components/schemas/Agency"}
              },
              "types": {
                "type": ["array", "null"],
                "maxItems": 100,
                "items": {"type": "string", "pattern": "^(\\*|[a-z_]+\\.\\*|[a-z_]+\\.[a-z_]+)$"},
                "examples": [["dossier.*", "result.ready"]]
              },
              "provinces": {
                "type": ["array", "null"],
                "maxItems": 100,
                "items": {"$ref": "#/components/schemas/ProvinceCode"}
              },
              "offices": {
                "type": ["array", "null"],
                "maxItems": 100,
                "items": {"$ref": "#/components/schemas/OfficeCode"}
              },
              "services": {
                "type": ["array", "null"],
                "maxItems": 100,
                "items": {"type": "string"}
              },
              "channels": {
                "type": ["array", "null"],
                "items": {"type": "string", "enum": ["counter", "home", "online"]}
              },
              "modes": {
                "type": ["array", "null"],
                "items": {"type": "string", "enum": ["send", "return", "both"]}
              },
              "where": {
                "type": ["string", "null"],
                "maxLength": 2000,
                "description": "A condition in CESQL over the event's attributes and the fields \#
      above, in the singular.",
                "x-description-vi": "Điều kiện CESQL trên các thuộc tính của sự kiện và các \#
      trường trên, ở số ít.",
                "examples": ["type LIKE 'result.%' AND province IN ('01', '79')"]
              }
            }
          }
        }
      }
      """#)
}
