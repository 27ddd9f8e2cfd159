#include "db/document_text.hpp"

#include <algorithm>
#include <array>
#include <fstream>
#include <sstream>
#include <thread>

#include <spawn.h>
#include <sys/wait.h>

#include "archive/text_rendition.hpp"

namespace gavel::db {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t most_text = 1u << 20;       ///< Bytes of one document that are searched.
constexpr std::uint64_t most_bytes = 256u << 20;  ///< A larger file is not unpacked for its words.
constexpr auto patience = std::chrono::seconds(60);

bool is_text(const std::string& media_type) {
  return media_type.starts_with("text/") || media_type.starts_with("application/json") ||
         media_type.starts_with("application/xml");
}

bool is_pdf(const std::string& media_type) { return media_type.starts_with("application/pdf"); }

/// A file that is gone when it is no longer needed.
class Temporary {
 public:
  explicit Temporary(fs::path path) : path_(std::move(path)) {}
  Temporary(const Temporary&) = delete;
  Temporary& operator=(const Temporary&) = delete;
  ~Temporary() {
    std::error_code ignored;
    fs::remove(path_, ignored);
  }
  [[nodiscard]] const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

std::string beginning_of(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  std::string text(most_text, '\0');
  in.read(text.data(), static_cast<std::streamsize>(text.size()));
  text.resize(static_cast<std::size_t>(std::max<std::streamsize>(in.gcount(), 0)));
  return text;
}

/// True when it ended well in time. A file that keeps the reader busy for longer is no document.
bool ends_well(pid_t child) {
  const auto end = std::chrono::steady_clock::now() + patience;
  int status = 0;
  while (waitpid(child, &status, WNOHANG) == 0) {
    if (std::chrono::steady_clock::now() > end) {
      kill(child, SIGKILL);
      waitpid(child, &status, 0);
      return false;
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
  return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

std::string pdf_text(const fs::path& file, const fs::path& scratch) {
  const Temporary text(scratch / "words.txt");
  std::array<std::string, 7> words{
      "pdftotext", "-q", "-enc", "UTF-8", "-nopgbrk", file.string(), text.path().string()};
  std::array<char*, 8> arguments{};
  std::ranges::transform(words, arguments.begin(), [](std::string& word) { return word.data(); });
  pid_t child = 0;
  if (posix_spawnp(&child, "pdftotext", nullptr, nullptr, arguments.data(), environ) != 0)
    return "";
  return ends_well(child) ? beginning_of(text.path()) : "";
}

std::string text_in(const DocumentSource& source) {
  std::string text;
  source.read([&](std::string_view bytes) {
    text += bytes.substr(0, most_text - std::min(most_text, text.size()));
  });
  return text;
}

}  // namespace

std::string document_text(const DocumentSource& source, const fs::path& scratch) {
  if (is_text(source.media_type)) return text_in(source);
  if (source.size > most_bytes) return "";
  const Temporary file(scratch / "document");
  {
    std::ofstream out(file.path(), std::ios::binary);
    source.read([&](std::string_view bytes) {
      out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    });
  }
  if (is_pdf(source.media_type)) return pdf_text(file.path(), scratch);
  std::string text = archive::text_rendition(file.path(), source.media_type).value_or("");
  text.resize(std::min(text.size(), most_text));
  return text;
}

}  // namespace gavel::db
