// One pass over the bytes before pugixml sees them: what it would let pass or recurse on.
#include <cctype>

#include "engine/chart/xml.hpp"

namespace gavel::chart::xml {
namespace {

/// Length of the UTF-8 sequence at `at`, or 0 when it is none that XML allows.
std::size_t utf8_length(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) -> unsigned {
    return i < text.size() ? static_cast<unsigned char>(text[i]) : 0u;
  };
  const unsigned first = byte(at);
  if (first < 0x80) return first >= 0x20 || first == '\t' || first == '\n' || first == '\r' ? 1 : 0;
  const std::size_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
  if (first < 0xC2 || first > 0xF4) return 0;
  for (std::size_t i = 1; i < length; ++i)
    if ((byte(at + i) & 0xC0) != 0x80) return 0;
  const unsigned second = byte(at + 1);
  const bool is_nonchar = first == 0xEF && second == 0xBF && byte(at + 2) >= 0xBE;
  const bool wrong = is_nonchar || (first == 0xE0 && second < 0xA0) ||
                     (first == 0xED && second > 0x9F) || (first == 0xF0 && second < 0x90) ||
                     (first == 0xF4 && second > 0x8F);
  return wrong ? 0 : length;
}

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

class Scanner {
 public:
  Scanner(std::string_view text, const ReadLimits& limits) : text_(text), limits_(limits) {}

  Fault run() {
    if (text_.size() > limits_.bytes)
      return whole(Sentence{"too-large", {{"limit", limits_.bytes}}});
    check_encoding();
    if (text_.starts_with("\xEF\xBB\xBF")) at_ = 3;
    while (fault_.says.empty() && at_ < text_.size()) text_[at_] == '<' ? markup() : content();
    if (fault_.says.empty() && !open_.empty())
      fail(open_.back(), Sentence{"not-well-formed", "open-element", {}});
    if (fault_.says.empty() && roots_ == 0) return whole(Sentence{"no-root"});
    return fault_;
  }

 private:
  static Fault whole(Sentence says) { return {0, true, std::move(says)}; }
  void fail(std::size_t at, Sentence says) {
    if (fault_.says.empty()) fault_ = {at, false, std::move(says)};
    at_ = text_.size();
  }

  void check_encoding() {
    for (std::size_t i = 0; i < text_.size();) {
      const std::size_t length = utf8_length(text_, i);
      if (length == 0) return fail(i, Sentence{"not-utf8"});
      i += length;
    }
  }

  void markup() {
    const std::string_view rest = text_.substr(at_);
    if (rest.starts_with("<!--"))
      return skip("-->", Sentence{"not-well-formed", "open-comment", {}});
    if (rest.starts_with("<![CDATA["))
      return skip("]]>", Sentence{"not-well-formed", "open-cdata", {}});
    if (rest.starts_with("<?")) return instruction();
    if (rest.starts_with("<!")) return fail(at_, Sentence{"doctype"});
    tag();
  }

  void skip(std::string_view end, const Sentence& if_open) {
    const std::size_t found = text_.find(end, at_ + 4);
    if (found == std::string_view::npos) return fail(at_, if_open);
    at_ = found + end.size();
  }

  /// `<?xml ...?>` may name an encoding; only UTF-8 is read.
  void instruction() {
    const std::size_t from = at_;
    const std::size_t found = text_.find("?>", at_);
    if (found == std::string_view::npos)
      return fail(at_, Sentence{"not-well-formed", "open-instruction", {}});
    const std::string_view inside = text_.substr(from, found - from);
    at_ = found + 2;
    if (!inside.starts_with("<?xml ")) return;
    const std::size_t encoding = inside.find("encoding");
    if (encoding == std::string_view::npos) return;
    std::string name;
    for (const char c : inside.substr(encoding + 8))
      if (std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '-')
        name += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
      else if (!name.empty())
        break;
    if (name != "utf-8" && name != "utf8" && name != "us-ascii")
      fail(from + encoding, Sentence{"not-utf8", "declared", {{"encoding", name}}});
  }

  void tag() {
    const std::size_t from = at_;
    const bool closing = at_ + 1 < text_.size() && text_[at_ + 1] == '/';
    char quote = 0;
    for (++at_; at_ < text_.size(); ++at_) {
      const char c = text_[at_];
      if (c == '&' && !reference()) return;
      if (quote != 0) {
        if (c == quote) quote = 0;
        if (c == '<') return fail(at_, Sentence{"not-well-formed", "less-in-value", {}});
      } else if (c == '"' || c == '\'') {
        quote = c;
      } else if (c == '>') {
        return end_of_tag(from, closing, text_[at_ - 1] == '/');
      } else if (c == '<') {
        break;
      }
    }
    fail(from, Sentence{"not-well-formed", "open-tag", {}});
  }

  void end_of_tag(std::size_t from, bool closing, bool empty) {
    ++at_;
    if (closing) {
      if (open_.empty()) return fail(from, Sentence{"not-well-formed", "end-of-nothing", {}});
      if (name_at(open_.back() + 1) != name_at(from + 2))
        return fail(from,
                    Sentence{"not-well-formed",
                             "other-end",
                             {{"end", name_at(from + 2)}, {"open", name_at(open_.back() + 1)}}});
      open_.pop_back();
      return;
    }
    if (open_.empty() && ++roots_ > 1)
      return fail(from, Sentence{"not-well-formed", "second-root", {}});
    if (open_.size() + 1 > limits_.depth)
      return fail(from, Sentence{"too-deep", {{"limit", limits_.depth}}});
    if (!empty) open_.push_back(from);
  }

  std::string_view name_at(std::size_t from) const {
    return text_.substr(from, text_.find_first_of(" \t\r\n/>", from) - from);
  }

  void content() {
    for (; at_ < text_.size() && text_[at_] != '<'; ++at_) {
      if (open_.empty() && !is_space(text_[at_]))
        return fail(at_, Sentence{"not-well-formed", "text-outside", {}});
      if (text_[at_] == '&' && !reference()) return;
    }
  }

  /// At '&': one of XML's five names or a character number, else the scan fails here.
  bool reference() {
    const std::size_t end = text_.find(';', at_);
    const std::string_view name = end == std::string_view::npos || end - at_ > 10
                                      ? std::string_view()
                                      : text_.substr(at_ + 1, end - at_ - 1);
    if (name == "lt" || name == "gt" || name == "amp" || name == "quot" || name == "apos")
      return true;
    if (name.starts_with("#") && name.size() > 1 && character(name.substr(1))) return true;
    fail(at_, name.empty() ? Sentence{"unknown-entity", "bare", {}}
                           : Sentence{"unknown-entity", {{"entity", name}}});
    return false;
  }

  static bool character(std::string_view digits) {
    const bool hex = digits.starts_with("x");
    if (hex) digits.remove_prefix(1);
    std::uint32_t code = 0;
    for (const char c : digits) {
      const auto u = static_cast<unsigned char>(c);
      if (hex ? std::isxdigit(u) == 0 : std::isdigit(u) == 0) return false;
      const int value = std::isdigit(u) != 0 ? c - '0' : std::tolower(u) - 'a' + 10;
      code = code * (hex ? 16u : 10u) + static_cast<std::uint32_t>(value);
      if (code > 0x10FFFF) return false;
    }
    const bool control = code < 0x20 && code != '\t' && code != '\n' && code != '\r';
    return !digits.empty() && !control && (code < 0xD800 || code > 0xDFFF) && code != 0xFFFE &&
           code != 0xFFFF;
  }

  std::string_view text_;
  const ReadLimits& limits_;
  std::size_t at_ = 0, roots_ = 0;
  std::vector<std::size_t> open_;  ///< Where the open elements begin; at most limits_.depth.
  Fault fault_;
};

}  // namespace

Fault scan(std::string_view text, const ReadLimits& limits) { return Scanner(text, limits).run(); }

}  // namespace gavel::chart::xml
