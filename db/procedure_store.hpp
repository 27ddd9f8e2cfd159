#pragma once
// Installed procedures, by the SHA-256 of their file; never changed, never removed. A newly
// installed version is the one new matters of its name start on; running matters stay on theirs.
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

  /// Installing the same bytes again changes nothing, whatever is current. The error is every
  /// diagnostic of the reader; a procedure with errors is never stored.
  struct Installed {
    std::shared_ptr<const procedure::Procedure> procedure;
    bool is_new = false;
    std::vector<Diagnostic> warnings;
  };
  [[nodiscard]] std::expected<Installed, std::vector<Diagnostic>> install(std::string_view xml,
                                                                          std::string_view file,
                                                                          Instant now);

  [[nodiscard]] std::vector<ProcedureRow> list();  ///< By name, newest first within a name.
  [[nodiscard]] std::optional<std::string> source(std::string_view sha256);  ///< The file's bytes.

 private:
  [[nodiscard]] std::shared_ptr<const procedure::Procedure> cached(std::string_view sha256);
  void remember(const std::shared_ptr<const procedure::Procedure>& procedure);

  Pool& pool_;
  std::mutex mutex_;
  std::map<std::string, std::shared_ptr<const procedure::Procedure>, std::less<>> known_;
};

}  // namespace gavel::db
