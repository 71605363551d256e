"use client";
import dynamic from "next/dynamic";
import { Ellipsis, Pencil, Trash2 } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Menu } from "@/components/ui/menu";
import { Tooltip } from "@/components/ui/tooltip";
import { toast } from "@/components/ui/toast";
const Dialog = dynamic(() => import("@/components/ui/dialog").then((m) => m.Dialog));
const AlertDialog = dynamic(() => import("@/components/ui/alert-dialog").then((m) => m.AlertDialog));
export function Live() {
  const [d, setD] = useState(false); const [a, setA] = useState(false);
  return <div className="flex flex-wrap gap-2">
    <Button busy>Create</Button><Button variant="primary" busy>Create</Button>
    <Menu label="Actions" items={[{label:"Edit",icon:Pencil,onSelect:()=>toast({title:"Edited"})},{label:"Account",href:"/account"},"separator",{label:"Delete",icon:Trash2,kind:"danger",onSelect:()=>setA(true)}]}><Ellipsis aria-hidden/></Menu>
    <Tooltip text="Opens a dialog">{(t) => <Button {...t} onClick={()=>setD(true)}>Dialog</Button>}</Tooltip>
    <Button onClick={()=>toast({kind:"positive",title:"Saved",description:"It is there now."})}>Toast</Button>
    <Button onClick={()=>toast({kind:"negative",title:"Not saved",description:"The upstream took too long.",action:{label:"Try again",onSelect(){}}})}>Bad toast</Button>
    {d && <Dialog open={d} onOpenChange={setD} title="Name this view" description="It is saved for you." footer={<Button variant="primary">Save</Button>}>Body</Dialog>}
    {a && <AlertDialog open={a} onOpenChange={setA} title="Delete this instance?" description="GitHub for ana@example.com stops working at once, in every client that uses its URL." confirmLabel="Delete instance" onConfirm={()=>setA(false)} />}
  </div>;
}
