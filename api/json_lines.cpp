#include "api/json_lines.hpp"

#include "engine/base/json.hpp"

namespace gavel {
namespace {

std::string escaped(std::string_view name) {
  std::string out;
  for (const char c : name) out += c == '~' ? "~0" : c == '/' ? "~1" : std::string(1, c);
  return out;
}

}  // namespace

JsonLines::JsonLines(std::string_view text) : rest_(text) { value(""); }

std::size_t JsonLines::at(std::string pointer) const {
  for (;;) {
    const auto found = lines_.find(pointer);
    if (found != lines_.end()) return found->second;
    const std::size_t slash = pointer.rfind('/');
    if (slash == std::string::npos) return 1;
    pointer.erase(slash);
  }
}

void JsonLines::space() {
  while (!rest_.empty() &&
         std::string_view(" \t\r\n").find(rest_.front()) != std::string_view::npos) {
    line_ += rest_.front() == '\n';
    rest_.remove_prefix(1);
  }
}

/// Strings of JSON hold no line breaks.
std::string JsonLines::string() {
  std::size_t end = 1;
  while (end < rest_.size() && rest_[end] != '"') end += rest_[end] == '\\' ? 2 : 1;
  const auto read = parse_json(rest_.substr(0, end + 1));
  rest_.remove_prefix(std::min(end + 1, rest_.size()));
  return read && read->is_string() ? std::string(read->get_string()) : "";
}

void JsonLines::value(const std::string& pointer) {
  space();
  lines_.emplace(pointer, line_);
  if (rest_.empty()) return;
  const char first = rest_.front();
  if (first == '"') return void(string());
  if (first != '{' && first != '[') {
    rest_.remove_prefix(std::min(rest_.find_first_of(",]} \t\r\n"), rest_.size()));
    return;
  }
  rest_.remove_prefix(1);
  for (std::size_t i = 0;; ++i) {
    space();
    if (rest_.empty()) return;
    if (rest_.front() == '}' || rest_.front() == ']') break;
    if (rest_.front() == ',') {
      rest_.remove_prefix(1);
      space();
    }
    if (first == '[') {
      value(pointer + "/" + std::to_string(i));
      continue;
    }
    const std::string inner = pointer + "/" + escaped(string());
    lines_.emplace(inner, line_);
    space();
    rest_.remove_prefix(std::min<std::size_t>(1, rest_.size()));  // the colon
    value(inner);
  }
  rest_.remove_prefix(1);
}

}  // namespace gavel
