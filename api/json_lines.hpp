#pragma once
// Where in a JSON text a value stands, for people who have the text before them.
#include <cstddef>
#include <map>
#include <string>
#include <string_view>

namespace gavel {

/// Lines (from 1) by JSON pointer (RFC 6901).
class JsonLines {
 public:
  /// `text` is well-formed JSON.
  explicit JsonLines(std::string_view text);
  /// Of the value, or of the nearest one around it that there is.
  [[nodiscard]] std::size_t at(std::string pointer) const;

 private:
  void space();
  void value(const std::string& pointer);
  [[nodiscard]] std::string string();

  std::string_view rest_;
  std::size_t line_ = 1;
  std::map<std::string, std::size_t> lines_;
};

}  // namespace gavel
