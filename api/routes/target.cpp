#include "api/routes/target.hpp"

#include <boost/url/encode.hpp>
#include <boost/url/parse.hpp>
#include <boost/url/rfc/unreserved_chars.hpp>
#include <boost/url/url_view.hpp>

#include "engine/base/utf8.hpp"

namespace gavel::api {
namespace {

namespace urls = boost::urls;

bool is_text(std::string_view text) {
  return is_utf8(text) && text.find('\0') == std::string_view::npos;
}

std::string with_spaces(std::string value) {
  // Forms and curl --data-urlencode write a blank as '+' in a query.
  std::ranges::replace(value, '+', ' ');
  return value;
}

}  // namespace

std::optional<Target> parse_target(std::string_view target) {
  const auto url = urls::parse_origin_form(boost::core::string_view(target.data(), target.size()));
  if (!url) return std::nullopt;
  Target parsed;
  for (const auto& segment : url->segments()) {
    parsed.segments.emplace_back(segment);
    if (!is_text(parsed.segments.back())) return std::nullopt;
  }
  if (parsed.segments.size() == 1 && parsed.segments.front().empty()) parsed.segments.clear();
  for (const auto& parameter : url->encoded_params()) {
    const auto decoded = [](const auto& encoded) {
      return urls::pct_string_view(with_spaces(std::string(encoded.data(), encoded.size())))
          .decode();
    };
    parsed.query.emplace_back(decoded(parameter.key), decoded(parameter.value));
    if (!is_text(parsed.query.back().first) || !is_text(parsed.query.back().second)) {
      return std::nullopt;
    }
  }
  return parsed;
}

std::string encoded(std::string_view part) {
  return urls::encode(boost::core::string_view(part.data(), part.size()), urls::unreserved_chars);
}

}  // namespace gavel::api
