import Foundation
import HosoTesting
import Testing

@testable import HosoLedger

@Suite("Files that are written whole")
struct FolderTests {
  private let scratch: ScratchFolder
  private var path: String { scratch.path + "/files" }

  init() throws {
    scratch = try ScratchFolder()
  }

  private func folder() throws -> Folder {
    try Folder.makeAll(path, for: .owner)
    return try #require(try Folder(opening: path))
  }

  private func mode(_ name: String) throws -> Int? {
    let attributes = try FileManager.default.attributesOfItem(atPath: path + "/" + name)
    return (attributes[.posixPermissions] as? NSNumber)?.intValue
  }

  @Test func `a file takes another's place, and no draft stays`() throws {
    defer { try? FileManager.default.removeItem(atPath: path) }
    let folder = try folder()
    try folder.replace("a", with: [1, 2, 3], for: .owner)
    try folder.replace("a", with: [4], for: .owner)
    #expect(try folder.read("a") == [4])
    #expect(try folder.entries() == ["a"])
    #expect(try mode("a") == 0o600)
  }

  @Test func `what cannot be put in place leaves no draft, and names the file`() throws {
    defer { try? FileManager.default.removeItem(atPath: path) }
    let folder = try folder()
    try Folder.make(path + "/a", for: .owner)
    #expect(throws: FileFault(operation: .write, path: path + "/a", code: EISDIR)) {
      try folder.replace("a", with: [1], for: .owner)
    }
    #expect(try folder.entries() == ["a"])
  }

  @Test func `a file is added only where none is`() throws {
    defer { try? FileManager.default.removeItem(atPath: path) }
    let folder = try folder()
    try folder.add([1], as: "a", for: .others)
    #expect(throws: FileFault(operation: .write, path: path + "/a", code: EEXIST)) {
      try folder.add([2], as: "a", for: .others)
    }
    #expect(try folder.read("a") == [1])
  }

  @Test func `a link is not written through unless a person may have put it there`() throws {
    defer { try? FileManager.default.removeItem(atPath: path) }
    _ = try folder()
    let (link, target) = (path + "/link", path + "/target")
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: target)
    #expect(throws: FileFault(operation: .write, path: link, code: ELOOP)) {
      _ = try OutputFile(link, .anew, for: .owner, followsLinks: false)
    }
    try OutputFile(link, .anew, for: .owner, followsLinks: true).write([7])
    try OutputFile(link, .atEnd, for: .owner, followsLinks: true).write([8])
    #expect(try folder().read("target") == [7, 8])
  }
}
