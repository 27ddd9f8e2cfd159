#pragma once
// What a document's first bytes say of its format, as far as an archive must know it.
#include <string>
#include <string_view>

namespace gavel::archive {

enum class FormatFinding {
  good,        ///< On the list of open formats, and the bytes begin as that format does.
  unjudged,    ///< On the list, but it has no beginning of its own: opening it tells.
  unlisted,    ///< Not on the list; a person decides.
  mismatched,  ///< The bytes are not of the format declared.
  encrypted,   ///< Cannot be opened without a secret.
  executable,  ///< A program: never a document.
};

/// Judges a file given in pieces, so that one larger than memory can be judged. The list of open
/// formats follows GB/T 18894 in spirit: OFD, PDF, plain and structured text, OOXML and ODF, common
/// pictures, sound and film.
class FormatInspector {
 public:
  explicit FormatInspector(std::string_view media_type);
  void put(std::string_view bytes);
  [[nodiscard]] FormatFinding finish();
  /// Whether the bytes so far hold the test pattern that every scanner must find (EICAR).
  [[nodiscard]] bool is_malicious() const { return malicious_; }

 private:
  void put_text(std::string_view bytes);

  std::string type_, head_, tail_;
  std::string letter_;  ///< The bytes of a letter that the last piece ended within.
  bool text_ = false, utf8_ = true, encrypt_ = false, malicious_ = false;
};

/// `bytes` is the whole file.
[[nodiscard]] FormatFinding inspect_format(std::string_view media_type, std::string_view bytes);

}  // namespace gavel::archive
