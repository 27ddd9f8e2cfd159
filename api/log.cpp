#include "api/log.hpp"

#include <spdlog/pattern_formatter.h>
#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>

#include "engine/base/json.hpp"

namespace gavel {
namespace {

/// `%j`: the message as a JSON string, whatever stands in it.
class JsonMessage final : public spdlog::custom_flag_formatter {
 public:
  void format(const spdlog::details::log_msg& line, const std::tm&,
              spdlog::memory_buf_t& out) override {
    const std::string text =
        json_text(Json(std::string_view(line.payload.data(), line.payload.size())));
    out.append(text.data(), text.data() + text.size());
  }
  [[nodiscard]] std::unique_ptr<custom_flag_formatter> clone() const override {
    return std::make_unique<JsonMessage>();
  }
};

}  // namespace

void log_as(const std::string& format) {
  auto logger = spdlog::stderr_color_mt("gavel");
  if (format == "json") {
    auto formatter = std::make_unique<spdlog::pattern_formatter>();
    formatter->add_flag<JsonMessage>('j').set_pattern(
        R"({"at":"%Y-%m-%dT%H:%M:%S.%e%z","level":"%l","message":%j})");
    logger->set_formatter(std::move(formatter));
  }
  spdlog::set_default_logger(std::move(logger));
}

}  // namespace gavel
