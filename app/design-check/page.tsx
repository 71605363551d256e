import { Copy, Ellipsis, Inbox, Pencil, Plus, Trash2 } from "lucide-react";
import { ServerMark } from "@/components/servers/server-mark";
import { Alert } from "@/components/ui/alert";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardHeader, CardTitle } from "@/components/ui/card";
import { CodeBlock } from "@/components/ui/code-block";
import { Disclosure } from "@/components/ui/disclosure";
import { EmptyState } from "@/components/ui/empty-state";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Kbd } from "@/components/ui/kbd";
import { RelativeTime } from "@/components/ui/relative-time";
import { RequestId } from "@/components/ui/request-id";
import { Segmented } from "@/components/ui/segmented";
import { Skeleton } from "@/components/ui/skeleton";
import { Spinner } from "@/components/ui/spinner";
import { StatusBadge } from "@/components/ui/status-badge";
import { Switch } from "@/components/ui/switch";
import { Tabs } from "@/components/ui/tabs";
import { Textarea } from "@/components/ui/textarea";
import { ThemeToggle } from "@/components/ui/theme-toggle";
import { INSTANCE_STATUSES } from "@/lib/contracts/status";
import { SERVER_NAMES } from "@/lib/contracts/server-name";
import { AppShell } from "@/components/layout/app-shell";
import { PageHeader } from "@/components/layout/page-header";
import { Live } from "./live";

export default function Check() {
  return (
    <AppShell member={{ name: "Ana Ferreira", email: "ana.ferreira@example.com", role: "administrator" }}>
      <PageHeader title="Design check" description="Every primitive on a page, to be looked at." actions={<><Button>Second</Button><Button variant="primary"><Plus aria-hidden/>New</Button></>} />
      <div className="grid gap-6 xl:grid-cols-2">
        <Card>
          <CardHeader><CardTitle>Buttons</CardTitle><Kbd>/</Kbd></CardHeader>
          <CardBody className="space-y-3">
            {(["small","medium","large"] as const).map(size => <div key={size} className="flex flex-wrap gap-2">
              <Button size={size} variant="primary">Primary</Button><Button size={size}>Secondary</Button><Button size={size} variant="ghost">Ghost</Button><Button size={size} variant="danger">Danger</Button><Button size={size} disabled>Disabled</Button>
            </div>)}
            <div className="flex gap-2"><Button size="icon" aria-label="a"><Copy aria-hidden/></Button><Button size="icon-small" variant="ghost" aria-label="b"><Copy aria-hidden/></Button><Spinner/></div>
            <Live />
          </CardBody>
        </Card>
        <Card>
          <CardHeader><CardTitle>Fields</CardTitle></CardHeader>
          <CardBody>
            <Field label="User id" description="As your own systems know this person.">{(c) => <Input {...c} placeholder="ana@example.com" />}</Field>
            <Field label="Platform" optional error="Leave the platform out, or name it.">{(c) => <Input {...c} defaultValue="x" />}</Field>
            <Field label="Note" optional>{(c) => <Textarea {...c} />}</Field>
            <Segmented name="transport" legend="Transport" defaultValue="StreamableHttp" options={[{value:"StreamableHttp",label:"Streamable HTTP"},{value:"SSE",label:"SSE"}]} />
            <div className="h-4"/>
            <Switch name="ro" label="Read-only" description="Tools that write are neither listed nor callable." />
            <Switch name="ro2" label="Legacy" defaultChecked />
            <Switch name="ro3" label="Disabled" disabled />
            <Disclosure summary="Advanced">Inside</Disclosure>
          </CardBody>
        </Card>
        <Card>
          <CardHeader><CardTitle>Status</CardTitle></CardHeader>
          <CardBody className="space-y-3">
            <div className="flex flex-wrap gap-2">{INSTANCE_STATUSES.map(s => <StatusBadge key={s} status={s} />)}</div>
            <div className="flex flex-wrap gap-2">{(["neutral","accent","positive","caution","negative","info"] as const).map(t => <Badge key={t} tone={t}>{t}</Badge>)}</div>
            <Alert kind="info" title="Sandbox">This stands in for the real one.</Alert>
            <Alert kind="positive" title="Created">A new instance.</Alert>
            <Alert kind="caution" title="The account is not connected yet">The URL answers, its tools do not.</Alert>
            <Alert kind="negative" title="The upstream took too long" actions={<><Button size="small">Try again</Button><RequestId id="5b0c0f7e-7a3c-4e9e-9d2b-0d9a6c1f2a33" /></>}>Nothing was created. Try again.</Alert>
            <p className="text-muted"><RelativeTime dateTime="2026-03-12T14:05:00Z" /></p>
            <Skeleton className="h-6 w-40" />
          </CardBody>
        </Card>
        <Card>
          <Tabs label="Request" tabs={[{id:"json",label:"JSON",content:<CodeBlock bare label="request as JSON" code={'{\n  "serverName": "GitHub",\n  "userId": "ana@example.com",\n  "connectionType": "StreamableHttp"\n}'} />},{id:"curl",label:"curl",content:<CodeBlock bare wrap label="request as curl" code={'curl -X POST https://api.klavis.ai/mcp-server/instance/create -H "Authorization: Bearer $KLAVIS_API_KEY" -d \'{"serverName":"GitHub"}\''} />}]} />
          <CardBody><CodeBlock label="server URL" code="https://github-mcp-server.klavis.ai/mcp/?instance_id=5b0c0f7e-7a3c-4e9e-9d2b-0d9a6c1f2a33&a=very-long-string-of-things" />
          <EmptyState icon={Inbox} title="No instances yet" actions={<Button variant="primary">Create one</Button>}>What you create appears here, with its state.</EmptyState></CardBody>
        </Card>
        <Card className="xl:col-span-2"><CardBody className="flex flex-wrap gap-3">{SERVER_NAMES.map(n => <span key={n} className="flex w-44 items-center gap-2"><ServerMark name={n} />{n}</span>)}<ThemeToggle className="w-72"/></CardBody></Card>
      </div>
    </AppShell>
  );
}
