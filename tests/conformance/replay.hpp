#pragma once
// One chart of the suites on a virtual clock. After every step the session is written down, read
// back and only then goes on: what passes here, passes across restarts.
#include <expected>
#include <string>
#include <vector>

#include "engine/chart/session.hpp"

namespace gavel::conformance {

/// Files of the suite's folder, by the relative and file: names its charts use.
class Folder final : public chart::Sources {
 public:
  explicit Folder(std::string path) : path_(std::move(path)) {}
  [[nodiscard]] std::expected<std::string, std::string> fetch(std::string_view uri) const override;

 private:
  std::string path_;
};

/// A sentence: why the chart could not be read or run on.
using Reason = std::string;

class Run {
 public:
  /// Reads and starts the chart `text`; `folder` must outlive the run.
  [[nodiscard]] static std::expected<Run, Reason> begin(std::string_view text,
                                                        const std::string& name,
                                                        const Folder& folder);

  [[nodiscard]] std::expected<void, Reason> send(const std::string& event, const Json* data);
  /// Fires every timer due within `span`, in order.
  [[nodiscard]] std::expected<void, Reason> wait(std::chrono::milliseconds span);
  /// Fires timers until the session has ended or none is left.
  [[nodiscard]] std::expected<void, Reason> finish();

  /// Ids of the active atomic states, sorted.
  [[nodiscard]] std::vector<std::string> configuration() const;
  /// Errors the chart raised and did not handle: the first guess at why a test failed.
  [[nodiscard]] const std::vector<std::string>& errors() const { return errors_; }

 private:
  explicit Run(const Folder& folder) : folder_(&folder) {}
  [[nodiscard]] chart::Surroundings surroundings() const;
  [[nodiscard]] std::expected<void, Reason> take(chart::Outcome outcome);
  [[nodiscard]] std::expected<void, Reason> fire_next();

  const Folder* folder_;
  std::shared_ptr<const chart::Chart> chart_;
  chart::Session session_;
  Instant now_{};
  std::vector<std::string> errors_;
};

[[nodiscard]] std::expected<std::string, std::string> read_file(const std::string& path);

}  // namespace gavel::conformance
