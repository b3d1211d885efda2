import type { ConfigProviderProps } from "antd";
import * as en from "antd/es/locale/en_US.js";
import * as zh from "antd/es/locale/zh_CN.js";
import "dayjs/locale/zh-cn.js";
import type { Language } from "../../engine/model/types.ts";

type Locale = NonNullable<ConfigProviderProps["locale"]>;

/** Ant Design's own words. Its modules are read by Node's rules in the type check and by the bundler's rules in the build: both shapes are taken. */
const locale = (module: { default: unknown }): Locale => {
  const given = module.default as Locale | { default: Locale };
  return "locale" in given ? given : given.default;
};

export const antdLocales: Record<Language, Locale> = { en: locale(en), "zh-CN": locale(zh) };
