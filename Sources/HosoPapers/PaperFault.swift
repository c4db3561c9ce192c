/// Why a paper could not be made.
public enum PaperFault: Error, Hashable, Sendable {
  /// A library that draws it is not installed, or too old.
  case missingLibrary(String)
  /// No font is installed that has every letter of Vietnamese.
  case missingFont
  case outOfMemory
}
