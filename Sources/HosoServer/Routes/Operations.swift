extension Operation {
  /// Every operation of the server, in the order in which OpenAPI lists them.
  static let all: [Operation] = HealthRoutes.all
}
