#include "api/data_source.hpp"

#include "api/cli_text.hpp"
#include "api/not_started.hpp"

namespace gavel {

DataSource::DataSource(const std::filesystem::path& data, const std::string& database)
    : url_(database) {
  if (!url_.empty()) return;
  if (!std::filesystem::exists(data / "ledger.key"))
    give_up(cli_text("fsck-no-data", {{"folder", data.string()}}));
  auto lock = db::FolderLock::take(data);
  if (!lock) {
    url_ = db::EmbeddedCluster::url_of(data);
    return;
  }
  lock_.emplace(std::move(*lock));
  cluster_.emplace(or_give_up(db::EmbeddedCluster::start(data)));
  url_ = cluster_->url();
}

}  // namespace gavel
