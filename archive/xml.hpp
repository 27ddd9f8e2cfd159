#pragma once
// What the writers of XML share. Only for archive/*.cpp: no public header includes pugixml.
#include <sstream>
#include <string>
#include <string_view>

#include <pugixml.hpp>

#include "archive/metadata.hpp"
#include "engine/base/characters.hpp"

namespace gavel::archive::xml {

using Node = pugi::xml_node;

/// A child `name` that holds `value`.
inline Node text(Node parent, const char* name, std::string_view value) {
  Node node = parent.append_child(name);
  node.text().set(as_xml_holds(value).c_str());
  return node;
}

inline void attribute(Node node, const char* name, std::string_view value) {
  node.append_attribute(name) = as_xml_holds(value).c_str();
}

inline std::string saved(const pugi::xml_document& document) {
  std::ostringstream out;
  document.save(out, "  ", pugi::format_default, pugi::encoding_utf8);
  return out.str();
}

}  // namespace gavel::archive::xml
