#pragma once
// Papers that are state secrets (秘密, 机密, 绝密) are shown to those alone whose part in the
// matter asks for it (保守国家秘密法: 知悉范围 is as small as the work allows), and to nobody of
// the public.
#include <string>
#include <string_view>

#include "api/routes/call.hpp"
#include "api/routes/context.hpp"
#include "engine/desk/desk.hpp"

namespace gavel::api {

/// Problem classified-paper (403) where the document is a state secret and the account has no such
/// part: it neither acted in the matter nor is named in it, nor is its unit; it is not the office,
/// the head, the archivist or the auditor, nor did one of them lend it that; and no step waits for
/// it, other than from outside.
void refuse_classified(Context& context, const Call& call, const desk::Loaded& loaded,
                       const std::string& document);
/// The same of what the system writes from the record: where the newest document of a type that is
/// `written` so is one.
void refuse_classified_written(Context& context, const Call& call, const desk::Loaded& loaded,
                               std::string_view written);

/// Problem classified-since (410) where the document is one.
void refuse_classified_to_the_public(Context& context, const std::string& matter,
                                     const std::string& document);

}  // namespace gavel::api
