#include "api/routes/handover.hpp"

#include <algorithm>

#include "archive/key_register.hpp"
#include "db/accounts.hpp"
#include "db/key_entries.hpp"

namespace gavel::api {
namespace {

/// The one of `keys` that signed `bytes` and is in force; null when there is none.
template <class Key>
const Key* key_that_signed(const std::vector<Key>& keys, const std::string& bytes,
                           const std::string& signature) {
  const auto found = std::ranges::find_if(keys, [&](const Key& key) {
    const auto good = archive::judge_bytes(db::key_now(key), bytes, signature, archive::next_place);
    return good.has_value();
  });
  return found == keys.end() ? nullptr : &*found;
}

void refuse_given(Fields& fields, const db::KeepingAct& act, const char* field,
                  const std::string& given) {
  if (!given.empty()) fields.fault(field, "not-for-outcome", {{"given", act.outcome}});
}

}  // namespace

std::vector<db::OutsideKey> receiver_keys(Context& context, const std::string& organisation,
                                          Instant beforehand) {
  if (organisation.empty()) return {};
  auto keys = db::OutsideKeys(context.services.pool).of(organisation);
  std::erase_if(keys, [&](const db::OutsideKey& key) {
    return key.revoked_at || key.registered_at > beforehand;
  });
  return keys;
}

void check_signatures(Context& context, Fields& fields, const db::KeepingAct& act,
                      db::KeepingAct::Answer& answer) {
  if (act.kind != "handover" || !answer.agreed) {
    refuse_given(fields, act, "signature", answer.signature);
    refuse_given(fields, act, "own_signature", answer.own_signature);
    return;
  }
  const auto theirs = receiver_keys(context, act.receiver, act.at);
  const auto* const receiver = key_that_signed(theirs, act.list, answer.signature);
  if (receiver == nullptr) fields.fault("signature", "bad-receipt", {{"given", act.receiver}});
  const auto ours = context.services.accounts.keys_of(answer.by.account);
  const auto* const own = key_that_signed(ours, act.list, answer.own_signature);
  if (own == nullptr) fields.fault("own_signature", "bad-own-signature");
  if (receiver == nullptr || own == nullptr) return;
  answer.public_key = receiver->pem;
  answer.receiver_key = receiver->id;
  answer.own_key = own->id;
}

}  // namespace gavel::api
