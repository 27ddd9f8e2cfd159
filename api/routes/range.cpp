#include "api/routes/range.hpp"

#include <charconv>

#include "api/routes/problem.hpp"

namespace gavel::api {
namespace {

struct Asked {
  std::optional<std::size_t> first, last;
};

std::optional<std::size_t> number(std::string_view text) {
  std::size_t value = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || read.ec != std::errc() || read.ptr != text.data() + text.size())
    return std::nullopt;
  return value;
}

/// "bytes=0-499", "bytes=500-", "bytes=-500".
std::optional<Asked> asked(std::string_view field) {
  constexpr std::string_view unit = "bytes=";
  if (!field.starts_with(unit)) return std::nullopt;
  field.remove_prefix(unit.size());
  const std::size_t dash = field.find('-');
  if (dash == std::string_view::npos) return std::nullopt;
  const std::string_view from = field.substr(0, dash), to = field.substr(dash + 1);
  const Asked out{number(from), number(to)};
  const bool is_read = (from.empty() || out.first) && (to.empty() || out.last);
  if (!is_read || (from.empty() && to.empty())) return std::nullopt;
  if (out.first && out.last && *out.last < *out.first) return std::nullopt;
  return out;
}

}  // namespace

http::Response ranged(const Call& call, http::Response whole) {
  whole.headers.set("Accept-Ranges", "bytes");
  const auto field = call.request.headers.find("Range");
  if (!field || call.request.method != "GET" || whole.status != 200) return whole;
  const auto only_if = call.request.headers.find("If-Range");
  if (only_if && *only_if != whole.headers.get("ETag")) return whole;
  const auto part = asked(*field);
  if (!part) return whole;
  const std::size_t size = whole.size();
  // Without a first byte it asks for so many at the end.
  const std::size_t first =
      part->first ? *part->first : size - std::min(size, part->last.value_or(0));
  const std::size_t last = part->first ? std::min(part->last.value_or(size), size) : size;
  if (first >= size) {
    throw Problem{.type = "range-not-satisfiable",
                  .values = {{"size", std::to_string(size)}},
                  .headers = {{"Content-Range", "bytes */" + std::to_string(size)}}};
  }
  const std::size_t end = part->first && part->last ? std::min(last + 1, size) : size;
  if (whole.pieces) {
    whole.pieces->first = first;
    whole.pieces->size = end - first;
  } else {
    whole.body = whole.body.substr(first, end - first);
  }
  whole.status = 206;
  whole.headers.set("Content-Range", "bytes " + std::to_string(first) + "-" +
                                         std::to_string(end - 1) + "/" + std::to_string(size));
  return whole;
}

}  // namespace gavel::api
