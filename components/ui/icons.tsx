import type { StaticImageData } from "next/image";
import type { ComponentProps, ReactNode } from "react";
import sheet from "./icons.svg";

/** An icon. Decorative, and sized and coloured by classes like any other part of a line of text. */
export type IconComponent = (props: ComponentProps<"svg">) => ReactNode;

const { src }: StaticImageData = sheet;

/** A symbol of the sprite, which is fetched once for all pages, where the drawings would be script of each. */
function icon(name: string): IconComponent {
  const href = `${src}#${name}`;
  return (props) => (
    <svg aria-hidden width={24} height={24} {...props}>
      <use href={href} />
    </svg>
  );
}

// By the names that Lucide gives them. `node components/ui/icons.mjs` draws what is listed here.
export const Activity = icon("Activity");
export const ArrowDown = icon("ArrowDown");
export const ArrowRight = icon("ArrowRight");
export const ArrowUp = icon("ArrowUp");
export const Ban = icon("Ban");
export const BellRing = icon("BellRing");
export const Bookmark = icon("Bookmark");
export const BookmarkX = icon("BookmarkX");
export const Check = icon("Check");
export const ChevronDown = icon("ChevronDown");
export const ChevronLeft = icon("ChevronLeft");
export const ChevronRight = icon("ChevronRight");
export const ChevronsUpDown = icon("ChevronsUpDown");
export const CircleAlert = icon("CircleAlert");
export const CircleCheck = icon("CircleCheck");
export const CircleDashed = icon("CircleDashed");
export const CircleDotDashed = icon("CircleDotDashed");
export const CircleHelp = icon("CircleHelp");
export const CircleMinus = icon("CircleMinus");
export const CircleSlash = icon("CircleSlash");
export const CloudOff = icon("CloudOff");
export const Copy = icon("Copy");
export const CornerDownLeft = icon("CornerDownLeft");
export const Download = icon("Download");
export const Ellipsis = icon("Ellipsis");
export const ExternalLink = icon("ExternalLink");
export const Eye = icon("Eye");
export const EyeOff = icon("EyeOff");
export const Gauge = icon("Gauge");
export const History = icon("History");
export const ImageUp = icon("ImageUp");
export const Info = icon("Info");
export const KeyRound = icon("KeyRound");
export const Keyboard = icon("Keyboard");
export const Link2 = icon("Link2");
export const ListChecks = icon("ListChecks");
export const ListFilter = icon("ListFilter");
export const LoaderCircle = icon("LoaderCircle");
export const Lock = icon("Lock");
export const LockOpen = icon("LockOpen");
export const LogIn = icon("LogIn");
export const LogOut = icon("LogOut");
export const Mail = icon("Mail");
export const Menu = icon("Menu");
export const Monitor = icon("Monitor");
export const Moon = icon("Moon");
export const Package = icon("Package");
export const PanelRightOpen = icon("PanelRightOpen");
export const Pause = icon("Pause");
export const Pencil = icon("Pencil");
export const PencilLine = icon("PencilLine");
export const Play = icon("Play");
export const Plug = icon("Plug");
export const Plus = icon("Plus");
export const RefreshCw = icon("RefreshCw");
export const RotateCw = icon("RotateCw");
export const Rows3 = icon("Rows3");
export const Search = icon("Search");
export const SearchX = icon("SearchX");
export const Send = icon("Send");
export const ServerCog = icon("ServerCog");
export const Settings = icon("Settings");
export const ShieldOff = icon("ShieldOff");
export const Settings2 = icon("Settings2");
export const SlidersHorizontal = icon("SlidersHorizontal");
export const SquareArrowOutUpRight = icon("SquareArrowOutUpRight");
export const Sun = icon("Sun");
export const TimerOff = icon("TimerOff");
export const Trash2 = icon("Trash2");
export const TriangleAlert = icon("TriangleAlert");
export const Unplug = icon("Unplug");
export const UserCog = icon("UserCog");
export const UserMinus = icon("UserMinus");
export const UserPlus = icon("UserPlus");
export const UserRound = icon("UserRound");
export const UserX = icon("UserX");
export const Users = icon("Users");
export const Webhook = icon("Webhook");
export const WifiOff = icon("WifiOff");
export const Wrench = icon("Wrench");
export const X = icon("X");
