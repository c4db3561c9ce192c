extension Operation {
  /// Every operation of the server, in the order in which OpenAPI lists them.
  static let all: [Operation] =
    HomeRoutes.all + HealthRoutes.all + ScanRoutes.all + CorrectionRoutes.all
    + DossierRoutes.all + FeedRoutes.all + ConsumerRoutes.all + KeyRoutes.all + FigureRoutes.all
    + WorklistRoutes.all + EndpointRoutes.all + ExportRoutes.all
    + ReleaseRoutes.all + CallbackRoutes.all + TrackingRoutes.all
    + TrackingLinkRoutes.all + ConsoleRoutes.all + FiguresPageRoutes.all
    + ReferenceRoutes.all
}
