#pragma once
// What a document's bytes say of its format, as far as an archive must know it: when it comes in,
// and in the four-property test.
#include <array>
#include <string>
#include <string_view>

namespace gavel::archive {

enum class FormatFinding {
  good,        ///< On the list of open formats, and the bytes are as those of that format.
  unjudged,    ///< On the list, but it has no beginning of its own: opening it tells.
  unlisted,    ///< Not on the list; a person decides.
  mismatched,  ///< The bytes are not of the format declared.
  encrypted,   ///< Cannot be opened without a secret.
  executable,  ///< A program: never a document.
};

/// As found() names a program, and what Office wrote before OOXML.
inline constexpr std::string_view program_type = "application/x-executable";
inline constexpr std::string_view ole_type = "application/x-ole-storage";

/// Text, whatever its kind: its bytes are UTF-8 and nothing else can be told.
[[nodiscard]] bool is_text_type(std::string_view media_type);

/// Judges a file given in pieces, so that one larger than memory can be judged. The list of open
/// formats follows GB/T 18894 in spirit: OFD, PDF, plain and structured text, OOXML and ODF, common
/// pictures, sound and film. Formats that are zip files are told by the names of the files in them.
class FormatInspector {
 public:
  explicit FormatInspector(std::string_view media_type);
  void put(std::string_view bytes);
  [[nodiscard]] FormatFinding finish();
  /// The media type that the bytes so far show, whatever was declared; empty: it cannot be told.
  [[nodiscard]] std::string_view found() const;
  /// Whether the bytes so far hold the test pattern that every scanner must find (EICAR).
  [[nodiscard]] bool is_malicious() const { return malicious_; }

 private:
  void put_text(std::string_view bytes);
  [[nodiscard]] std::string_view in_zip() const;
  [[nodiscard]] bool is_of(std::string_view zip_type) const;

  std::string type_, head_, tail_;
  std::array<bool, 5> marks_{};  ///< File names seen in a zip, as file_format.cpp lists them.
  std::string letter_;           ///< The bytes of a letter that the last piece ended within.
  bool text_ = false, utf8_ = true, encrypt_ = false, malicious_ = false;
};

}  // namespace gavel::archive
