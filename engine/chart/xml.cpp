#include "engine/chart/xml.hpp"

#include <algorithm>
#include <map>

#include <pugixml.hpp>

namespace gavel::chart::xml {
namespace {

/// Attributes of one tag, and namespaces in scope: both are searched one by one.
constexpr std::size_t attribute_limit = 100, namespace_limit = 100;
constexpr std::string_view xml_uri = "http://www.w3.org/XML/1998/namespace";

struct Declared {
  std::string prefix, uri;
};

/// The namespaces in scope while the tree is walked, innermost last.
using Declarations = std::vector<Declared>;

const std::string* uri_of(const Declarations& declarations, std::string_view prefix) {
  for (auto it = declarations.rbegin(); it != declarations.rend(); ++it)
    if (it->prefix == prefix) return &it->uri;
  return nullptr;
}

Namespace space_of(const std::string* uri) {
  if (uri == nullptr || uri->empty()) return Namespace::none;
  if (*uri == scxml_namespace) return Namespace::scxml;
  if (*uri == gavel_namespace) return Namespace::gavel;
  return Namespace::other;
}

std::pair<std::string_view, std::string_view> split(std::string_view name) {
  const std::size_t colon = name.find(':');
  if (colon == std::string_view::npos) return {"", name};
  return {name.substr(0, colon), name.substr(colon + 1)};
}

bool is_declaration(std::string_view name) { return name == "xmlns" || name.starts_with("xmlns:"); }

void declare(const pugi::xml_node& node, Declarations& declarations) {
  for (const pugi::xml_attribute& attribute : node.attributes()) {
    const std::string_view name = attribute.name();
    if (!is_declaration(name)) continue;
    declarations.push_back({name == "xmlns" ? "" : std::string(name.substr(6)), attribute.value()});
  }
}

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

/// What the scan let pass and pugixml does not.
Sentence why(pugi::xml_parse_status status) {
  if (status == pugi::status_bad_attribute) return Sentence{"not-well-formed", "attribute", {}};
  if (status == pugi::status_bad_start_element || status == pugi::status_unrecognized_tag)
    return Sentence{"not-well-formed", "start-tag", {}};
  if (status == pugi::status_bad_end_element || status == pugi::status_end_element_mismatch)
    return Sentence{"not-well-formed", "end-tag", {}};
  return Sentence{"not-well-formed"};
}

/// Turns pugixml's tree into Elements. Recursion is bounded by ReadLimits::depth (scan).
class Builder {
 public:
  Builder(std::string_view text, Fault& fault) : text_(text), fault_(fault) {
    declarations_.push_back({"xml", std::string(xml_uri)});
  }

  void build(const pugi::xml_node& node, Element& out) {
    const std::size_t mark = declarations_.size();
    declare(node, declarations_);
    if (!fault_.says.empty()) return;
    out.offset = offset_of(node);
    out.written = node.name();
    out.source = node.internal_object();
    const auto [prefix, local] = split(node.name());
    const std::string* uri = uri_of(declarations_, prefix);
    if (uri == nullptr && !prefix.empty()) undeclared(prefix, out.offset);
    out.space = space_of(uri);
    out.name = local;
    attributes(node, out);
    children(node, out);
    declarations_.resize(mark);
  }

 private:
  std::size_t offset_of(const pugi::xml_node& node) const {
    const std::ptrdiff_t at = node.offset_debug();
    return at < 0 ? 0 : static_cast<std::size_t>(at);
  }
  void fail(std::size_t at, Sentence says) {
    if (fault_.says.empty()) fault_ = {at, false, std::move(says)};
  }
  void undeclared(std::string_view prefix, std::size_t at) {
    fail(at, Sentence{"undeclared-prefix", {{"prefix", prefix}}});
  }

  /// pugixml gives no place of attributes: they are found again, in order, in the start tag.
  void attributes(const pugi::xml_node& node, Element& out) {
    std::size_t at = out.offset + out.written.size();
    for (const pugi::xml_attribute& written : node.attributes()) {
      Attribute attribute;
      while (at < text_.size() && is_space(text_[at])) ++at;
      attribute.offset = at;
      at = text_.find_first_of("\"'", at);
      if (at == std::string_view::npos) return;
      attribute.value_at = at + 1;
      at = text_.find(text_[at], at + 1);
      if (at == std::string_view::npos) return;
      ++at;
      if (out.attributes.size() >= attribute_limit || declarations_.size() > namespace_limit)
        return fail(out.offset, Sentence{"too-many-attributes",
                                         {{"element", out.written}, {"limit", attribute_limit}}});
      if (is_declaration(written.name())) continue;
      const auto [prefix, local] = split(written.name());
      const std::string* uri = prefix.empty() ? nullptr : uri_of(declarations_, prefix);
      if (uri == nullptr && !prefix.empty()) undeclared(prefix, attribute.offset);
      attribute.space = space_of(uri);
      attribute.name = local;
      attribute.value = written.value();
      const bool twice = std::ranges::any_of(out.attributes, [&](const Attribute& other) {
        return other.name == attribute.name && other.space == attribute.space &&
               attribute.space != Namespace::other;
      });
      if (twice)
        fail(attribute.offset,
             Sentence{"not-well-formed", "attribute-twice", {{"attribute", attribute.name}}});
      out.attributes.push_back(std::move(attribute));
    }
  }

  void children(const pugi::xml_node& node, Element& out) {
    for (const pugi::xml_node& child : node.children()) {
      if (child.type() == pugi::node_element) {
        build(child, out.children.emplace_back());
      } else if (child.type() == pugi::node_pcdata || child.type() == pugi::node_cdata) {
        if (out.text.empty()) out.text_at = offset_of(child);
        out.text += child.value();
      }
    }
  }

  std::string_view text_;
  Fault& fault_;
  Declarations declarations_;
};

struct Writer : pugi::xml_writer {
  std::string out;
  void write(const void* data, std::size_t size) override {
    out.append(static_cast<const char*>(data), size);
  }
};

/// Declarations that hold at `node` but are not made by it, innermost winning.
std::map<std::string, std::string> inherited(pugi::xml_node node) {
  std::map<std::string, std::string> found;
  for (bool own = true; node; node = node.parent(), own = false)
    for (const pugi::xml_attribute& attribute : node.attributes())
      if (is_declaration(attribute.name()))
        found.emplace(attribute.name(), own ? "" : attribute.value());
  std::erase_if(found, [](const auto& entry) { return entry.second.empty(); });
  return found;
}

}  // namespace

const Attribute* Element::attribute(std::string_view wanted) const {
  for (const Attribute& attribute : attributes)
    if (attribute.space == Namespace::none && attribute.name == wanted) return &attribute;
  return nullptr;
}

Lines::Lines(std::string_view text, std::string_view file) : file_(file), starts_{0} {
  for (std::size_t i = 0; i < text.size(); ++i)
    if (text[i] == '\n') starts_.push_back(i + 1);
}

Place Lines::at(std::size_t offset) const {
  const auto next = std::ranges::upper_bound(starts_, offset);
  const auto line = next - starts_.begin();
  return {file_, static_cast<int>(line), static_cast<int>(offset - *std::prev(next)) + 1};
}

std::size_t place_in_raw(std::string_view file, std::size_t raw_at, std::size_t decoded) {
  std::size_t at = raw_at;
  for (std::size_t i = 0; i < decoded && at < file.size(); ++i) {
    if (file[at] != '&') {
      ++at;
      continue;
    }
    // A character number may give up to four bytes; the place of its '&' is near enough for all.
    const std::size_t end = file.find(';', at);
    if (end == std::string_view::npos) return at;
    at = end + 1;
  }
  return at;
}

struct Document::Inside {
  pugi::xml_document document;
  Element root;
  Fault fault;
};

Document::Document(std::string_view text) : inside_(std::make_unique<Inside>()) {
  const unsigned options = pugi::parse_cdata | pugi::parse_escapes | pugi::parse_wconv_attribute |
                           pugi::parse_eol | pugi::parse_ws_pcdata;
  const pugi::xml_parse_result result =
      inside_->document.load_buffer(text.data(), text.size(), options, pugi::encoding_utf8);
  if (!result) {
    inside_->fault = {static_cast<std::size_t>(result.offset), false, why(result.status)};
    return;
  }
  Builder(text, inside_->fault).build(inside_->document.document_element(), inside_->root);
}

Document::~Document() = default;

const Fault& Document::fault() const { return inside_->fault; }

const Element& Document::root() const { return inside_->root; }

std::string Document::markup(const Element& element) const {
  const pugi::xml_node node(static_cast<pugi::xml_node_struct*>(
      const_cast<void*>(element.source)));  // NOLINT: pugixml's handles are not const-correct.
  Writer writer;
  for (const pugi::xml_node& child : node.children()) {
    if (child.type() != pugi::node_element) {
      child.print(writer, "", pugi::format_raw | pugi::format_no_declaration);
      continue;
    }
    pugi::xml_document copy;
    pugi::xml_node standing = copy.append_copy(child);
    for (const auto& [name, uri] : inherited(child))
      standing.append_attribute(name.c_str()).set_value(uri.c_str());
    copy.print(writer, "", pugi::format_raw | pugi::format_no_declaration);
  }
  return std::move(writer.out);
}

}  // namespace gavel::chart::xml
