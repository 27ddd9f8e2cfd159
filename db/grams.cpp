#include "db/grams.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

namespace gavel::db {
namespace {

// U+2F00..U+2FD5, Kangxi radicals: the ideographs they stand for (Unicode's compatibility
// decomposition).
constexpr std::array<char32_t, 214> kangxi{
    0x4E00, 0x4E28, 0x4E36, 0x4E3F, 0x4E59, 0x4E85, 0x4E8C, 0x4EA0, 0x4EBA, 0x513F, 0x5165, 0x516B,
    0x5182, 0x5196, 0x51AB, 0x51E0, 0x51F5, 0x5200, 0x529B, 0x52F9, 0x5315, 0x531A, 0x5338, 0x5341,
    0x535C, 0x5369, 0x5382, 0x53B6, 0x53C8, 0x53E3, 0x56D7, 0x571F, 0x58EB, 0x5902, 0x590A, 0x5915,
    0x5927, 0x5973, 0x5B50, 0x5B80, 0x5BF8, 0x5C0F, 0x5C22, 0x5C38, 0x5C6E, 0x5C71, 0x5DDB, 0x5DE5,
    0x5DF1, 0x5DFE, 0x5E72, 0x5E7A, 0x5E7F, 0x5EF4, 0x5EFE, 0x5F0B, 0x5F13, 0x5F50, 0x5F61, 0x5F73,
    0x5FC3, 0x6208, 0x6236, 0x624B, 0x652F, 0x6534, 0x6587, 0x6597, 0x65A4, 0x65B9, 0x65E0, 0x65E5,
    0x66F0, 0x6708, 0x6728, 0x6B20, 0x6B62, 0x6B79, 0x6BB3, 0x6BCB, 0x6BD4, 0x6BDB, 0x6C0F, 0x6C14,
    0x6C34, 0x706B, 0x722A, 0x7236, 0x723B, 0x723F, 0x7247, 0x7259, 0x725B, 0x72AC, 0x7384, 0x7389,
    0x74DC, 0x74E6, 0x7518, 0x751F, 0x7528, 0x7530, 0x758B, 0x7592, 0x7676, 0x767D, 0x76AE, 0x76BF,
    0x76EE, 0x77DB, 0x77E2, 0x77F3, 0x793A, 0x79B8, 0x79BE, 0x7A74, 0x7ACB, 0x7AF9, 0x7C73, 0x7CF8,
    0x7F36, 0x7F51, 0x7F8A, 0x7FBD, 0x8001, 0x800C, 0x8012, 0x8033, 0x807F, 0x8089, 0x81E3, 0x81EA,
    0x81F3, 0x81FC, 0x820C, 0x821B, 0x821F, 0x826E, 0x8272, 0x8278, 0x864D, 0x866B, 0x8840, 0x884C,
    0x8863, 0x897E, 0x898B, 0x89D2, 0x8A00, 0x8C37, 0x8C46, 0x8C55, 0x8C78, 0x8C9D, 0x8D64, 0x8D70,
    0x8DB3, 0x8EAB, 0x8ECA, 0x8F9B, 0x8FB0, 0x8FB5, 0x9091, 0x9149, 0x91C6, 0x91CC, 0x91D1, 0x9577,
    0x9580, 0x961C, 0x96B6, 0x96B9, 0x96E8, 0x9751, 0x975E, 0x9762, 0x9769, 0x97CB, 0x97ED, 0x97F3,
    0x9801, 0x98A8, 0x98DB, 0x98DF, 0x9996, 0x9999, 0x99AC, 0x9AA8, 0x9AD8, 0x9ADF, 0x9B25, 0x9B2F,
    0x9B32, 0x9B3C, 0x9B5A, 0x9CE5, 0x9E75, 0x9E7F, 0x9EA5, 0x9EBB, 0x9EC3, 0x9ECD, 0x9ED1, 0x9EF9,
    0x9EFD, 0x9F0E, 0x9F13, 0x9F20, 0x9F3B, 0x9F4A, 0x9F52, 0x9F8D, 0x9F9C, 0x9FA0,
};

// Radicals of the supplement block that Chrome's PDF text really contains and that Unicode does not
// decompose.
constexpr std::array<std::pair<char32_t, char32_t>, 14> supplement{{
    {0x2EA0, 0x6C11},
    {0x2EC5, 0x89C1},
    {0x2EC9, 0x8D1D},
    {0x2ECB, 0x8F66},
    {0x2ED3, 0x957F},
    {0x2ED4, 0x95E8},
    {0x2EDA, 0x9875},
    {0x2EDB, 0x98CE},
    {0x2EDC, 0x98DE},
    {0x2EDD, 0x98DF},
    {0x2EE2, 0x9A6C},
    {0x2EE5, 0x9C7C},
    {0x2EE6, 0x9E1F},
    {0x2EF0, 0x9F99},
}};

constexpr char32_t malformed = 0xFFFFFFFF;

/// The character at `at`, which moves behind it. Overlong forms, surrogates and truncation are
/// malformed.
char32_t next(std::string_view text, std::size_t& at) {
  const auto byte = [&](std::size_t i) { return static_cast<std::uint8_t>(text[i]); };
  const std::uint8_t lead = byte(at);
  const std::size_t length = lead < 0x80                   ? 1
                             : lead >= 0xF0 && lead < 0xF5 ? 4
                             : lead >= 0xE0 && lead < 0xF0 ? 3
                             : lead >= 0xC2 && lead < 0xE0 ? 2
                                                           : 0;
  if (length == 0 || at + length > text.size()) {
    ++at;
    return malformed;
  }
  constexpr std::array<std::uint8_t, 5> mask{0, 0x7F, 0x1F, 0x0F, 0x07};
  char32_t character = lead & mask[length];
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(at + i) & 0xC0) != 0x80) {
      ++at;
      return malformed;
    }
    character = (character << 6) | (byte(at + i) & 0x3F);
  }
  at += length;
  constexpr std::array<char32_t, 5> least{0, 0, 0x80, 0x800, 0x10000};
  const bool wrong = character < least[length] || (character >= 0xD800 && character < 0xE000) ||
                     character > 0x10FFFF;
  return wrong ? malformed : character;
}

void put(std::string& out, char32_t c) {
  const auto add = [&](char32_t bits) {
    out.push_back(static_cast<char>(static_cast<unsigned char>(bits)));
  };
  if (c < 0x80) {
    add(c);
  } else if (c < 0x800) {
    add(0xC0 | (c >> 6));
    add(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    add(0xE0 | (c >> 12));
    add(0x80 | ((c >> 6) & 0x3F));
    add(0x80 | (c & 0x3F));
  } else {
    add(0xF0 | (c >> 18));
    add(0x80 | ((c >> 12) & 0x3F));
    add(0x80 | ((c >> 6) & 0x3F));
    add(0x80 | (c & 0x3F));
  }
}

char32_t folded(char32_t c) {
  if (c == malformed || c == 0 || c == 0x3000) return U' ';
  if (c >= 0xFF01 && c <= 0xFF5E) c -= 0xFEE0;
  if (c >= U'A' && c <= U'Z') return c + 32;
  if (c >= 0x2F00 && c < 0x2F00 + kangxi.size()) return kangxi[c - 0x2F00];
  const auto* const found = std::ranges::find(supplement, c, &std::pair<char32_t, char32_t>::first);
  return found == supplement.end() ? c : found->second;
}

enum class Kind { none, ideograph, letter };
Kind kind_of(char32_t c) {
  if ((c >= 0x3400 && c <= 0x9FFF) || (c >= 0xF900 && c <= 0xFAFF) ||
      (c >= 0x20000 && c <= 0x3FFFF) || (c >= 0x3040 && c <= 0x30FF) ||
      (c >= 0xAC00 && c <= 0xD7AF) || c == 0x3007) {
    return Kind::ideograph;
  }
  const bool ascii_word = (c >= U'0' && c <= U'9') || (c >= U'a' && c <= U'z');
  // Letters of other scripts, Mongolian among them; punctuation blocks stay out.
  const bool other_word =
      c >= 0xC0 && c != 0xD7 && c != 0xF7 && !(c >= 0x2000 && c <= 0x303F) && !(c >= 0xFE00);
  return ascii_word || other_word ? Kind::letter : Kind::none;
}

}  // namespace

std::string fold(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) put(out, folded(next(text, at)));
  return out;
}

std::vector<std::string> grams(std::string_view text, std::size_t longest) {
  constexpr std::size_t longest_word =
      64;  // bytes; what is longer is found by its ideographs or not at all
  std::vector<std::string> words;
  std::vector<std::string> run;  // the last ideographs side by side, at most `longest`
  std::string word;
  const auto end_word = [&] {
    if (!word.empty() && word.size() <= longest_word) words.push_back(word);
    word.clear();
  };
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next(text, at);
    const Kind kind = c == malformed ? Kind::none : kind_of(c);
    if (kind == Kind::letter) {
      put(word, c);
      run.clear();
      continue;
    }
    end_word();
    if (kind == Kind::none) {
      run.clear();
      continue;
    }
    std::string gram;
    put(gram, c);
    run.push_back(gram);
    if (run.size() > longest) run.erase(run.begin());
    words.push_back(gram);
    for (std::size_t before = run.size() - 1; before-- > 0;) {
      gram.insert(0, run[before]);
      words.push_back(gram);
    }
  }
  end_word();
  std::ranges::sort(words);
  words.erase(std::unique(words.begin(), words.end()), words.end());
  return words;
}

std::vector<std::string> query_words(std::string_view query) {
  constexpr std::size_t most = 16;
  std::vector<std::string> words;
  std::string word;
  const std::string text = fold(query) + " ";
  for (const char c : text) {
    const bool space = c == ' ' || c == '\t' || c == '\n' || c == '\r';
    if (!space) {
      word.push_back(c);
    } else if (!word.empty()) {
      if (words.size() < most) words.push_back(word);
      word.clear();
    }
  }
  return words;
}

}  // namespace gavel::db
