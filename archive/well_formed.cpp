#include "archive/well_formed.hpp"

#include <set>

#include <pugixml.hpp>

#include "engine/chart/xml.hpp"

namespace gavel::archive {
namespace {

/// pugixml keeps both.
struct TwiceGiven : pugi::xml_tree_walker {
  bool for_each(pugi::xml_node& node) override {
    std::set<std::string_view> names;
    for (const pugi::xml_attribute& attribute : node.attributes())
      if (!names.insert(attribute.name()).second) return false;
    return true;
  }
};

}  // namespace

bool is_well_formed(std::string_view text) {
  // The scan refuses what pugixml lets pass; a package may be larger than any procedure.
  const chart::ReadLimits limits{.bytes = text.size()};
  if (!chart::xml::scan(text, limits).says.empty()) return false;
  pugi::xml_document document;
  TwiceGiven walker;
  return document.load_buffer(text.data(), text.size()) && document.traverse(walker);
}

}  // namespace gavel::archive
