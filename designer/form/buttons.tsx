import { Button } from "antd";
import { TranslatableString, type IconButtonProps } from "@rjsf/utils";
import { Icon } from "../app/icons.tsx";

/** Buttons of a list in a form, as quiet as the rest of the page. */
export function AddButton({ id, disabled, onClick, registry }: IconButtonProps) {
  return (
    <Button id={id} disabled={disabled} onClick={onClick} icon={<Icon name="plus" />}>
      {registry.translateString(TranslatableString.AddItemButton)}
    </Button>
  );
}

export function RemoveButton({ id, disabled, onClick, registry }: IconButtonProps) {
  const title = registry.translateString(TranslatableString.RemoveButton);
  return (
    <Button
      id={id}
      type="text"
      disabled={disabled}
      onClick={onClick}
      icon={<Icon name="close" />}
      title={title}
      aria-label={title}
    />
  );
}
