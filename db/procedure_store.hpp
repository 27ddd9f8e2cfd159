#pragma once
// Installed procedures, by the SHA-256 of their file; never changed, never removed. Any number of
// versions of one name stand side by side. New matters start on the highest version; running ones
// stay on theirs until someone moves them.
#include <expected>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "db/pool.hpp"
#include "engine/desk/ports.hpp"

namespace gavel::db {

struct ProcedureRow {
  std::string sha256, name, version;
  Instant installed_at;
  bool current = false;  ///< New matters of its name start on it.
};

class ProcedureStore final : public desk::Procedures {
 public:
  explicit ProcedureStore(Pool& pool) : pool_(pool) {}

  [[nodiscard]] std::shared_ptr<const procedure::Procedure> by_sha256(
      std::string_view sha256) override;
  [[nodiscard]] std::shared_ptr<const procedure::Procedure> current(std::string_view name) override;
  [[nodiscard]] std::shared_ptr<const procedure::Procedure> version(
      std::string_view name, std::string_view version) override;

  /// Installing the same bytes again changes nothing, whatever is current; a version lower than the
  /// current one is installed beside it. The error is every diagnostic of the reader, or
  /// "version-taken": other bytes have that name and version, and what people call by one name must
  /// be one thing. A procedure with errors is never stored.
  struct Installed {
    std::shared_ptr<const procedure::Procedure> procedure;
    bool is_new = false;
    std::vector<Diagnostic> warnings;
  };
  [[nodiscard]] std::expected<Installed, std::vector<Diagnostic>> install(std::string_view xml,
                                                                          std::string_view file,
                                                                          Instant now);

  [[nodiscard]] std::vector<ProcedureRow> list();  ///< By name, highest version first.
  [[nodiscard]] std::optional<std::string> source(std::string_view sha256);  ///< The file's bytes.

 private:
  [[nodiscard]] std::shared_ptr<const procedure::Procedure> cached(std::string_view sha256);
  void remember(const std::shared_ptr<const procedure::Procedure>& procedure);

  Pool& pool_;
  std::mutex mutex_;
  std::map<std::string, std::shared_ptr<const procedure::Procedure>, std::less<>> known_;
};

}  // namespace gavel::db
