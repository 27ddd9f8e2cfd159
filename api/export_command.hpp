#pragma once
// `gavel export`: everything out, to be read and verified without this program.
#include <filesystem>
#include <string>

namespace gavel {

struct ExportQuestion {
  std::filesystem::path folder;  ///< Where to; empty, or that of an earlier export.
  bool all = false;              ///< Everything; nothing less is offered yet.
  std::filesystem::path data;    ///< Data folder: the private PostgreSQL, the ledger's key.
  std::string database;          ///< libpq connection string; empty: the private PostgreSQL.
  std::string origin;            ///< The ledger's name.
  std::string user;              ///< Whom to become when started as root.
};

/// 0: written; 2: not, with one sentence why. What is written already is kept: run it again.
[[nodiscard]] int export_everything(const ExportQuestion& question);

}  // namespace gavel
