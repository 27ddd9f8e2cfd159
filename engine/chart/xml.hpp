#pragma once
// An XML file as elements with resolved namespaces and places: all that the reader needs, and
// nothing of pugixml, which stays inside xml.cpp. What pugixml lets pass and XML forbids
// (entities, stray text, depth) is refused by the scan that goes before it.
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/chart/definition.hpp"

namespace gavel::chart::xml {

enum class Namespace { none, scxml, gavel, other };

struct Attribute {
  Namespace space = Namespace::none;
  std::string name, value;   ///< Name without prefix.
  std::size_t offset = 0;    ///< Of the name, bytes into the file.
  std::size_t value_at = 0;  ///< Of the value's first byte.
};

struct Element {
  Namespace space = Namespace::none;
  std::string name;     ///< Without prefix.
  std::string written;  ///< As in the file, with its prefix: for messages.
  std::vector<Attribute> attributes;
  std::vector<Element> children;
  std::string text;  ///< Of this element itself, its pieces joined.
  std::size_t offset = 0;
  std::size_t text_at = 0;       ///< Of the first piece of text; 0 where there is none.
  const void* source = nullptr;  ///< Of Document::markup.

  /// The attribute without prefix, or null.
  [[nodiscard]] const Attribute* attribute(std::string_view wanted) const;
};

/// Lines and columns of one text.
class Lines {
 public:
  Lines(std::string_view text, std::string_view file);
  [[nodiscard]] Place at(std::size_t offset) const;

 private:
  std::string file_;
  std::vector<std::size_t> starts_;
};

/// Where byte `decoded` of an attribute's value (or a piece of text) stands in the file, whose
/// bytes from `raw_at` may write it with references.
[[nodiscard]] std::size_t place_in_raw(std::string_view file, std::size_t raw_at,
                                       std::size_t decoded);

struct Fault {
  std::size_t offset = 0;
  bool whole_file = false;
  Sentence says;
};

/// The first thing that keeps `text` from being read at all; says nothing when there is none. One
/// pass, no recursion, no allocation but of where the open elements begin.
[[nodiscard]] Fault scan(std::string_view text, const ReadLimits& limits);

class Document {
 public:
  explicit Document(std::string_view text);
  ~Document();
  Document(const Document&) = delete;
  Document& operator=(const Document&) = delete;

  [[nodiscard]] const Fault& fault() const;  ///< Says nothing: well-formed.
  [[nodiscard]] const Element& root() const;
  /// The element's children as XML text, each with the namespaces it needs.
  [[nodiscard]] std::string markup(const Element& element) const;

 private:
  struct Inside;
  std::unique_ptr<Inside> inside_;
};

}  // namespace gavel::chart::xml
